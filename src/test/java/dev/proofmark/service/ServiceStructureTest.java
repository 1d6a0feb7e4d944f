package dev.proofmark.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.proofmark.compiler.ModelCompiler;
import dev.proofmark.compiler.ModelInputs;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelSignature;
import dev.proofmark.compiler.OperatorForm;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.testing.PackageTable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of the service's documentation, read from it and held on compiled classes.
class ServiceStructureTest {
    private static final List<String> ORDER = PackageTable.of("dev.proofmark.service");
    private static final List<String> BELOW = List.of("dev.proofmark.algebra", "dev.proofmark.argument", "dev.proofmark.circuit",
            "dev.proofmark.compiler", "dev.proofmark.proving");
    private static final Set<String> OF_EVERY_RECORD = Set.of("toString", "equals", "hashCode");
    private static final Set<Type> CONTAINERS = Set.of(List.class, Map.class, Optional.class);
    private static final Set<Type> VALUES = Set.of(String.class, Integer.class, Long.class, Double.class, Boolean.class,
            OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark.service");

    @Test
    void everyFeatureIsInTheTable() {
        assertThat(SERVICE.size()).isGreaterThan(60);
        assertThat(SERVICE.stream()
                .map(type -> type.getPackageName().replaceFirst("^dev\\.proofmark\\.service\\.?", ""))
                .filter(name -> !name.isEmpty())
                .distinct())
                .as("packages of the service; each has a row in the table of " + PackageTable.file("dev.proofmark.service")
                        + ", after all that it imports")
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void aFeatureUsesOnlyThoseBeforeIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "dev.proofmark.service." + name).toArray(String[]::new);
            noClasses().that().resideInAPackage("dev.proofmark.service." + ORDER.get(i))
                    .should().dependOnClassesThat().resideInAnyPackage(later).check(SERVICE);
        }
    }

    @Test
    void onlyTheEngineReachesCompilerAndProver() {
        noClasses().that().resideOutsideOfPackage("dev.proofmark.service.engine").and().doNotHaveSimpleName("PrintableText")
                .should().dependOnClassesThat(DescribedPredicate.describe("are compiler or prover, plain values of it apart",
                        type -> BELOW.stream().anyMatch(type.getPackageName()::startsWith) && !plainValueOfTheCompiler(type.reflect())))
                .because("the engine is the one door; only a plain record or enum of dev.proofmark.compiler passes it as it is,"
                        + " see dev.proofmark.service.engine")
                .check(SERVICE);
    }

    @Test
    void plainValuesHaveNoBehaviour() {
        assertThat(plainValueOfTheCompiler(OperatorForm.class)).isTrue();
        assertThat(plainValueOfTheCompiler(OperatorForm.Attribute.class)).isTrue();
        assertThat(plainValueOfTheCompiler(ModelProblem.class)).isTrue();
        assertThat(plainValueOfTheCompiler(ProblemCode.class)).isTrue();
        assertThat(plainValueOfTheCompiler(ModelSignature.class)).as("a record with behaviour").isFalse();
        assertThat(plainValueOfTheCompiler(ModelInputs.class)).as("a record of tensors").isFalse();
        assertThat(plainValueOfTheCompiler(ModelCompiler.class)).as("no value at all").isFalse();
        assertThat(plainValueOfTheCompiler(RealRange.class)).as("a value of a room of the compiler").isFalse();
    }

    @Test
    void thePlainValuesHaveNoTwinInTheEngine() {
        List<String> twins = SERVICE.stream().filter(type -> type.getPackageName().equals("dev.proofmark.service.engine"))
                .map(JavaClass::reflect).filter(Class::isRecord)
                .filter(type -> List.of(OperatorForm.class, OperatorForm.Attribute.class, ModelProblem.class).stream()
                        .anyMatch(value -> components(value).equals(components(type))))
                .map(Class::getName).toList();
        assertThat(twins).as("records of the engine that repeat a plain value of the compiler").isEmpty();
    }

    private static List<String> components(Class<?> record) {
        return Stream.of(record.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    private static boolean plainValueOfTheCompiler(Class<?> type) {
        return type.getPackageName().equals("dev.proofmark.compiler") && (type.isEnum() || type.isRecord()
                && Stream.of(type.getDeclaredMethods()).filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .allMatch(name -> components(type).contains(name) || OF_EVERY_RECORD.contains(name))
                && Stream.of(type.getRecordComponents()).allMatch(component -> plain(component.getGenericType())));
    }

    private static boolean plain(Type type) {
        return switch (type) {
            case ParameterizedType generic -> CONTAINERS.contains(generic.getRawType())
                    && Stream.of(generic.getActualTypeArguments()).allMatch(ServiceStructureTest::plain);
            case Class<?> other -> other.isPrimitive() || VALUES.contains(other) || plainValueOfTheCompiler(other);
            default -> false;
        };
    }
}
